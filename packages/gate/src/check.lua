#!lua
-- A request that is not recorded: is the grant still what it was, and does its session live?
-- KEYS  epoch, and the session when ARGV[2] is not empty
-- ARGV  epoch, session TTL (ms or empty)
-- Reply 0 current (the session's life is extended), 1 stale, 2 no session

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 1 end
if ARGV[2] ~= '' then
  local life = redis.call('PTTL', KEYS[2])
  if life == -2 then return 2 end
  if life * 1.01 < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[2], ARGV[2]) end
end
return 0
