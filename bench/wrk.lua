-- Asks for the lines of the file PATHS in turn, each a path with the tag (if any) that the visitor has of it, and prints
-- one line of JSON at the end.
local requests, at = {}, 0
function init()
  for line in io.lines(os.getenv("PATHS")) do
    local path, tag = line:match("^(%S+)%s*(.*)$")
    local headers = { ["Accept-Encoding"] = os.getenv("CODING") }
    if tag ~= "" then headers["If-None-Match"] = tag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'JSON {"requests":%d,"micros":%d,"bytes":%d,"p50":%.0f,"p99":%.0f,"errors":%d,"not_2xx":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout, e.status))
end
