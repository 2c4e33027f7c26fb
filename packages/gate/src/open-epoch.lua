#!lua
-- The epoch to stamp a grant with, made when there is none of this boot; nothing but the boot while the organization's
-- counters are not restored.
--
-- Why no call looks at the marker: a stamp that a call is compared with begins with the name of the boot and was written
-- here, after the marker of that boot. A Redis that was emptied has neither, and what is written into it from elsewhere (a
-- bump of the control plane) is random and no stamp: the next one to read it comes through here. A Redis that came back with
-- an older state (a cut append-only file, a replica behind) has all writes up to some moment: never a stamp without its
-- marker. INVARIANT: nothing is evicted (`noeviction`), and no key of these expires.
--
-- KEYS  the partition's boot, the organization's marker, epoch
-- ARGV  name for a new boot, random part of a new epoch
-- Reply {boot, epoch}, or {boot}: counters to restore first

local boot = redis.call('GET', KEYS[1])
if not boot then
  local time = redis.call('TIME')
  boot = string.format('%s@%.0f', ARGV[1], time[1] * 1000 + math.floor(time[2] / 1000))
  redis.call('SET', KEYS[1], boot)
end
if redis.call('GET', KEYS[2]) ~= boot then return { boot } end

local prefix = string.match(boot, '^[^@]+') .. '.'
local epoch = redis.call('GET', KEYS[3])
if not epoch or string.sub(epoch, 1, #prefix) ~= prefix then
  epoch = prefix .. ARGV[2]
  redis.call('SET', KEYS[3], epoch)
end
return { boot, epoch }
