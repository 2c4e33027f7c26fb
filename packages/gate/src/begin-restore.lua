#!lua
-- May this process restore the organization's counters now?
-- KEYS  boot, the organization's marker, its lock, its added calls
-- ARGV  boot, token, life of the lock (ms), time that every process gets to add what it recorded (ms)
-- Reply {0, Unix ms, added calls}: the lock is taken; {1, ms}: ask again then; {2}: done already; {3}: another boot

local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return { 3 } end
if call('GET', KEYS[2]) == ARGV[1] then return { 2 } end
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left = tonumber(string.match(ARGV[1], '@(%d+)$')) + tonumber(ARGV[4]) - now
-- A clock that went back must not make anyone wait longer than that.
if left > 0 then return { 1, math.min(left, tonumber(ARGV[4])) } end
if not call('SET', KEYS[3], ARGV[2], 'NX', 'PX', ARGV[3]) then return { 1, 100 } end
return { 0, now, tonumber(call('GET', KEYS[4])) or 0 }
