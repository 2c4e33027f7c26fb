#!lua
-- Gives the lock back, and sets the marker if nothing happened behind the back of who restored.
-- KEYS  boot, the organization's marker, its lock, its added calls
-- ARGV  boot (empty: nothing was restored), token, added calls at the beginning
-- Reply 1 the marker is set; 0: begin again

local call = redis.call
if call('GET', KEYS[3]) ~= ARGV[2] then return 0 end
call('DEL', KEYS[3])
if call('GET', KEYS[1]) ~= ARGV[1] or (tonumber(call('GET', KEYS[4])) or 0) ~= tonumber(ARGV[3]) then return 0 end
call('SET', KEYS[2], ARGV[1])
return 1
