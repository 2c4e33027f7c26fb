#!lua
-- Gives back what a call consumed, in the buckets it was charged in, and records its outcome as refunded.
-- A bucket that has left its window is not made again, and none goes below zero.
-- KEYS  stream, one hash per charge
-- ARGV  outcome body, then two per charge: bucket, cost
-- Reply how many buckets gave something back

local returns = {}
for i = 2, #KEYS do
  local count = tonumber(redis.call('HGET', KEYS[i], ARGV[2 * i - 2]) or 0)
  returns[i] = math.min(tonumber(ARGV[2 * i - 1]), count)
end

redis.call('XADD', KEYS[1], '*', 'o', ARGV[1], 'r', '1')

local returned = 0
for i = 2, #KEYS do
  if returns[i] > 0 then
    redis.call('HINCRBY', KEYS[i], ARGV[2 * i - 2], -returns[i])
    returned = returned + 1
  end
end
return returned
