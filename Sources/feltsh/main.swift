print("feltsh")
