#!lua
-- One judged call: epoch, session, backlog, limits and the audit record, atomically.
-- The shebang makes Redis refuse the script whole when it is over `maxmemory` or can't persist.
--
-- KEYS  epoch, stream, sequence, one hash per limit, and last the session when ARGV[4] is not empty
-- ARGV  epoch, now (ms; empty: the server's clock), backlog cap, session TTL (ms or empty), record body,
--       then five per limit: mode (s f w m), window (ms), max, cost, pointer of the rule
-- Reply 1 stale, 2 no session, 3 backlog: nothing was recorded or consumed
--       {4, index from 0, used, retry ms}: the denial is recorded, no counter changed
--       {0, used, bucket, used, bucket, ...}: recorded, and every limit consumed
--
-- A limit is a hash of bucket -> count. Sliding limits have 60 buckets a window and count the oldest whole, so they
-- never admit more than `max` in any trailing window. Fixed ones have a single bucket, the start of the window.
-- Three more fields spare most calls the reading of all buckets: `n` the newest bucket, `o` the oldest that counted at
-- the last consumption, `s` the sum from `o` on. Without them, or once `o` has moved, the sum is made anew.
-- INVARIANT: a counter's clock never goes back: it reads max(server clock, its newest bucket).
-- INVARIANT: every read that can fail comes before the first write, and the record before the counters: Redis does
-- not undo a script that fails half way, and a record too many is harmless where a counter without one is not.

local call, floor, ceil = redis.call, math.floor, math.ceil
local DAY, SUB_BUCKETS, GRACE_MS = 86400000, 60, 60000
local SUMMARY = { n = true, o = true, s = true }

if call('GET', KEYS[1]) ~= ARGV[1] then return 1 end

local limits = #KEYS - 3
if ARGV[4] ~= '' then
  limits = limits - 1
  -- Extended once a hundredth of its life has gone: a write on every call would only lengthen the append-only file.
  local life = call('PTTL', KEYS[#KEYS])
  if life == -2 then return 2 end
  if life * 1.01 < tonumber(ARGV[4]) then call('PEXPIRE', KEYS[#KEYS], ARGV[4]) end
end

if call('XLEN', KEYS[2]) > tonumber(ARGV[3]) then return 3 end

local now = tonumber(ARGV[2])
if not now then
  local time = call('TIME')
  now = time[1] * 1000 + floor(time[2] / 1000)
end

-- The bucket of a moment, the oldest bucket that still counts then, and when the moment's bucket stops counting.
local function place(mode, window, width, at)
  if mode == 's' then
    local bucket = floor(at / width)
    return bucket, floor((at - window) / width), (bucket + 1) * width + window
  end
  if mode ~= 'm' then
    -- Weeks start on Monday; 1970-01-01 was a Thursday.
    local start = at - (mode == 'w' and (at + 3 * DAY) % window or at % window)
    return start, start, start + window
  end
  -- First day of the month that holds the day (both counted from 1970-01-01): the civil calendar in 400-year eras.
  local function month_start(day)
    local shifted = day + 719468
    local day_of_era = shifted % 146097
    local year_of_era = floor(
      (day_of_era - floor(day_of_era / 1460) + floor(day_of_era / 36524) - floor(day_of_era / 146096)) / 365)
    local day_of_year = day_of_era - (365 * year_of_era + floor(year_of_era / 4) - floor(year_of_era / 100))
    local month = floor((5 * day_of_year + 2) / 153)
    return day - (day_of_year - floor((153 * month + 2) / 5))
  end
  local first = month_start(floor(at / DAY))
  return first * DAY, first * DAY, month_start(first + 31) * DAY
end

local charges = {}
local blocked, blocked_used, blocked_until = nil, 0, 0

for i = 1, limits do
  local mode, window = ARGV[5 * i + 1], tonumber(ARGV[5 * i + 2])
  local max, cost = tonumber(ARGV[5 * i + 3]), tonumber(ARGV[5 * i + 4])
  local width = mode == 's' and ceil(window / SUB_BUCKETS) or 1
  local bucket, oldest, ends = place(mode, window, width, now)
  local kept = call('HMGET', KEYS[3 + i], 'n', 'o', 's', bucket)
  local newest, used, count = tonumber(kept[1]), tonumber(kept[3]), kept[4] and tonumber(kept[4]) + 0 or 0
  local is_moved, expired = newest ~= bucket or tonumber(kept[2]) ~= oldest, nil
  if is_moved then
    local fields = call('HGETALL', KEYS[3 + i])
    -- What counts from `from` on, the newest bucket (-1 without any), and the fields that no longer count.
    local function sum(from)
      local total, last, gone = 0, -1, nil
      for f = 1, #fields, 2 do
        if not SUMMARY[fields[f]] then
          local at = tonumber(fields[f])
          if at >= from then
            total = total + tonumber(fields[f + 1])
          else
            gone = gone or {}
            gone[#gone + 1] = fields[f]
          end
          if at > last then last = at end
        end
      end
      return total, last, gone
    end
    used, newest, expired = sum(oldest)
    if newest > bucket then
      bucket, oldest, ends = place(mode, window, width, newest * width)
      used, newest, expired = sum(oldest)
      count = tonumber(call('HGET', KEYS[3 + i], bucket)) or 0
    end
  end

  if used + cost > max then
    local free = ends
    if cost > max then
      free = math.huge
    elseif mode == 's' then
      -- When enough of the oldest buckets have left the window to make room.
      local fields, buckets, counts, excess, last = call('HGETALL', KEYS[3 + i]), {}, {}, used + cost - max, oldest
      for f = 1, #fields, 2 do
        local at = not SUMMARY[fields[f]] and tonumber(fields[f])
        if at and at >= oldest then
          buckets[#buckets + 1] = at
          counts[at] = tonumber(fields[f + 1])
        end
      end
      table.sort(buckets)
      for _, at in ipairs(buckets) do
        last = at
        excess = excess - counts[at]
        if excess <= 0 then break end
      end
      free = (last + 1) * width + window
    end
    if free > blocked_until then
      blocked, blocked_used, blocked_until = i, used, free
    end
  end
  charges[i] = {
    bucket = bucket, oldest = oldest, count = count + cost, is_new = count == 0, used = used + cost, ends = ends,
    is_moved = is_moved, expired = expired,
  }
end

-- The sequence starts anew from the time when Redis was emptied, so that numbers never repeat and the jump shows.
local n = call('INCR', KEYS[3])
if n == 1 then
  n = floor(now / 1000) * 1048576
  call('SET', KEYS[3], n)
end

if blocked then
  -- What can never pass is told to wait a window.
  local retry = blocked_until == math.huge and tonumber(ARGV[5 * blocked + 2]) or blocked_until - now
  call('XADD', KEYS[2], '*', 'n', n, 'i', ARGV[5], 'x', ARGV[5 * blocked + 5], 'w', retry)
  return { 4, blocked - 1, blocked_used, retry }
end

-- With the buckets the record says exactly what the counters hold, which can be restored from it.
if limits == 0 then
  call('XADD', KEYS[2], '*', 'n', n, 'i', ARGV[5])
  return { 0 }
end
local buckets = charges[1].bucket
for i = 2, limits do buckets = buckets .. ',' .. charges[i].bucket end
call('XADD', KEYS[2], '*', 'n', n, 'i', ARGV[5], 'b', buckets)

local reply = { 0 }
for i = 1, limits do
  local charge, key = charges[i], KEYS[3 + i]
  if charge.is_moved then
    call('HSET', key, charge.bucket, charge.count, 's', charge.used, 'o', charge.oldest, 'n', charge.bucket)
  else
    call('HSET', key, charge.bucket, charge.count, 's', charge.used)
  end
  if charge.expired then call('HDEL', key, unpack(charge.expired)) end
  -- Only a new bucket moves the end of the key's life.
  if charge.is_new then call('PEXPIREAT', key, charge.ends + GRACE_MS) end
  reply[2 * i] = charge.used
  reply[2 * i + 1] = charge.bucket
end
return reply
