#!lua
-- Outcomes on their way to one stream, an entry each, all or none.
-- KEYS  stream
-- ARGV  one body per outcome
-- Reply how many were appended

for i = 1, #ARGV do
  redis.call('XADD', KEYS[1], '*', 'o', ARGV[i])
end
return #ARGV
