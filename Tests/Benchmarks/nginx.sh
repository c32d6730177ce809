# For the scripts beside this one: an nginx on loopback, whose files are in the folder $folder.

# Where nginx is, which isn't in everyone's PATH.
export PATH="$PATH:/usr/sbin:/usr/local/sbin"

# start_nginx <<'END', with the lines of its server: what it responds. Paths in them are relative to $folder. Sets $port.
# As a daemon, nginx returns when it listens, or fails when the port is taken; then another one is tried.
start_nginx() {
  local attempt lines user=''
  lines=$(cat)
  # Its worker would be somebody else, who may not read $folder.
  if [ "$EUID" = 0 ]; then user='user root;'; fi
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    cat >"$folder/nginx.conf" <<END
$user
worker_processes 1;
pid nginx.pid;
error_log error.log warn;
events { worker_connections 128; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 100000000;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    listen 127.0.0.1:$port;
    $lines
  }
}
END
    if nginx -p "$folder" -e "$folder/error.log" -c "$folder/nginx.conf" 2>>"$folder/start.log"; then return; fi
  done
  cat "$folder/start.log" >&2
  exit 1
}

# Does nothing when none was started. Nothing is left behind: nginx takes its file away when it has ended.
stop_nginx() {
  if [ -s "$folder/nginx.pid" ]; then
    nginx -p "$folder" -e "$folder/error.log" -c "$folder/nginx.conf" -s quit || true
  fi
}
