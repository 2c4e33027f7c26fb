#!lua
-- Intents of calls that were judged while Redis was away, an entry each, numbered like those of reserve.lua.
-- KEYS  stream, sequence
-- ARGV  one body per intent
-- Reply how many were appended

for i = 1, #ARGV do
  local n = redis.call('INCR', KEYS[2])
  -- The sequence starts anew from the time when Redis was emptied, as in reserve.lua.
  if n == 1 then
    n = redis.call('TIME')[1] * 1048576
    redis.call('SET', KEYS[2], n)
  end
  redis.call('XADD', KEYS[1], '*', 'n', n, 'i', ARGV[i])
end
return #ARGV
