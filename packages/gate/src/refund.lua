#!lua
-- Gives back what a call consumed, in the buckets it was charged in, and records its outcome as refunded.
-- A bucket that has left its window is not made again, and none goes below zero.
-- In another boot of the partition than the call was charged in nothing is given back: whether the restored counters hold
-- the charge isn't known here, and a counter may stand one too high, never too low.
-- KEYS  stream, boot, one hash per charge
-- ARGV  outcome body, name of the boot, then two per charge: bucket, cost
-- Reply how many buckets gave something back

local returns, summed = {}, {}
local boot = redis.call('GET', KEYS[2])
local is_same_boot = boot and string.match(boot, '^[^@]+') == ARGV[2]
for i = 3, #KEYS do
  local bucket = ARGV[2 * i - 3]
  local kept = redis.call('HMGET', KEYS[i], bucket, 'o')
  returns[i] = math.min(tonumber(ARGV[2 * i - 2]), is_same_boot and tonumber(kept[1]) or 0)
  -- The counter's sum holds the bucket unless its oldest has moved past it.
  summed[i] = kept[2] and tonumber(bucket) >= tonumber(kept[2])
end

redis.call('XADD', KEYS[1], '*', 'o', ARGV[1], 'r', '1')

local returned = 0
for i = 3, #KEYS do
  if returns[i] > 0 then
    redis.call('HINCRBY', KEYS[i], ARGV[2 * i - 3], -returns[i])
    if summed[i] then redis.call('HINCRBY', KEYS[i], 's', -returns[i]) end
    returned = returned + 1
  end
end
return returned
