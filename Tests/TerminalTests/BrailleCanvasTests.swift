import Terminal
import Testing

@Suite struct BrailleCanvasTests {
  @Test("Each dot has its own bit, and what is outside is left out")
  func dots() {
    var canvas = BrailleCanvas(columns: 1, rows: 1)
    var seen: Set<String> = []
    for y in 0..<4 {
      for x in 0..<2 {
        var one = BrailleCanvas(columns: 1, rows: 1)
        one.dot(x, y, .point)
        seen.insert(one.lines[0].text)
        canvas.dot(x, y, .point)
      }
    }
    #expect(seen.count == 8)
    #expect(canvas.lines.map(\.text) == ["⣿"])
    for (x, y) in [(-1, 0), (0, -1), (2, 0), (0, 4), (.max, .min)] { canvas.dot(x, y, .line) }
    #expect(canvas.lines == [StyledText("⣿", .point)])
  }

  @Test("A line has its ends and no gaps, whichever way it goes")
  func line() {
    let ends = [(0, 0), (7, 7), (0, 7), (7, 0), (3, 1)]
    for from in ends {
      for to in ends {
        var canvas = BrailleCanvas(columns: 4, rows: 2)
        canvas.line(from: from, to: to, .line)
        var back = BrailleCanvas(columns: 4, rows: 2)
        back.dot(from.0, from.1, .line)
        back.dot(to.0, to.1, .line)
        let steps = max(abs(from.0 - to.0), abs(from.1 - to.1)) + 1
        #expect(Self.count(canvas) == steps)
        #expect(Self.count(back) <= steps)
      }
    }
    var far = BrailleCanvas(columns: 2, rows: 2)
    far.line(from: (0, 0), to: (1 << 40, 5), .line)
    #expect(Self.count(far) == 0)
  }

  private static func count(_ canvas: BrailleCanvas) -> Int {
    canvas.lines.flatMap { $0.text.unicodeScalars }.reduce(0) { $0 + ($1.value - 0x2800).nonzeroBitCount }
  }
}
