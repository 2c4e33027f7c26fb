#!lua
-- A record that a lost stream may have held, from the process that wrote it. What it charged is added to the counters too
-- when they are restored already and didn't know of it.
-- KEYS  boot, stream, the organization's marker, its counted calls, its added calls, then one hash per charge
-- ARGV  boot, call id, how long the two last are kept (ms), number of the entry's fields, the fields,
--       then three per charge: bucket, cost, when the counter's life ends (Unix ms)
-- Reply 0 done, 1 another boot: nothing was written

local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return 1 end

local fields = {}
local after = 4 + tonumber(ARGV[4])
for i = 5, after do fields[#fields + 1] = ARGV[i] end
call('XADD', KEYS[2], '*', unpack(fields))
if #KEYS == 5 then return 0 end

if call('GET', KEYS[3]) ~= ARGV[1] then
  -- Whoever restores now looks at this number before and after: the record may have come behind its back.
  call('INCR', KEYS[5])
  call('PEXPIRE', KEYS[5], ARGV[3])
  return 0
end
if call('SADD', KEYS[4], ARGV[2]) == 0 then return 0 end
call('PEXPIRE', KEYS[4], ARGV[3])
for i = 6, #KEYS do
  local charge = after + 3 * (i - 6)
  call('HINCRBY', KEYS[i], ARGV[charge + 1], ARGV[charge + 2])
  -- The next call sums the buckets anew.
  call('HDEL', KEYS[i], 'n', 'o', 's')
  local ends = tonumber(ARGV[charge + 3])
  if call('PEXPIRETIME', KEYS[i]) < ends then call('PEXPIREAT', KEYS[i], ends) end
end
return 0
