#!lua
-- Gives back what a call consumed, in the buckets it was charged in, and records its outcome as refunded.
-- A bucket that has left its window is not made again, and none goes below zero.
-- KEYS  stream, one hash per charge
-- ARGV  outcome body, then two per charge: bucket, cost
-- Reply how many buckets gave something back

local returns, summed = {}, {}
for i = 2, #KEYS do
  local bucket = ARGV[2 * i - 2]
  local kept = redis.call('HMGET', KEYS[i], bucket, 'o')
  returns[i] = math.min(tonumber(ARGV[2 * i - 1]), tonumber(kept[1]) or 0)
  -- The counter's sum holds the bucket unless its oldest has moved past it.
  summed[i] = kept[2] and tonumber(bucket) >= tonumber(kept[2])
end

redis.call('XADD', KEYS[1], '*', 'o', ARGV[1], 'r', '1')

local returned = 0
for i = 2, #KEYS do
  if returns[i] > 0 then
    redis.call('HINCRBY', KEYS[i], ARGV[2 * i - 2], -returns[i])
    if summed[i] then redis.call('HINCRBY', KEYS[i], 's', -returns[i]) end
    returned = returned + 1
  end
end
return returned
