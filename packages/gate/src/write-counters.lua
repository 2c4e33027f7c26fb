#!lua
-- Restored counters, each as a whole. Nobody counts in them before the marker is set.
-- KEYS  the organization's lock, then one hash per counter
-- ARGV  token, life of the lock (ms), then per counter: when its life ends (Unix ms), number of fields and values, these
-- Reply 1 written, 0 the lock is another's

local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
call('PEXPIRE', KEYS[1], ARGV[2])
local at = 3
for i = 2, #KEYS do
  local last = at + 1 + tonumber(ARGV[at + 1])
  call('DEL', KEYS[i])
  call('HSET', KEYS[i], unpack(ARGV, at + 2, last))
  call('PEXPIREAT', KEYS[i], ARGV[at])
  at = last + 1
end
return 1
