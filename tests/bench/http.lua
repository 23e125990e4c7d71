-- Addresses of search pages for wrk: FEW=1 asks fifty of them again and again, else hardly any comes twice.
local words = {"garden", "meeting", "kitchen", "council", "trust", "nurse", "school", "funding", "room", "grant", "bus", "tea",
  "carer", "report", "street", "library", "research", "river", "choir", "table", "van", "hall", "clinic", "letter", "walk"}
local few = os.getenv("FEW") == "1"

function init()
  math.randomseed(few and 7 or os.time())
end

function request()
  local one, other = words[math.random(#words)], words[math.random(#words)]
  if few then return wrk.format("GET", "/search?q=" .. one .. (math.random(2) == 1 and "&sort=newest" or "")) end
  return wrk.format("GET", "/search?q=" .. one .. "+" .. other .. "&place=place-" .. math.random(0, 199) ..
    "&year=" .. math.random(2016, 2025))
end
