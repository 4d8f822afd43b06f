// The response table and the bands of an export in DuckDB: node duckdb.mjs FOLDER MODULES REPORT.JSON
// Prints its time, and whether report.json has the same counts.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

const [folder, modules, reportFile] = process.argv.slice(2)
const { DuckDBInstance } = await import(createRequire(modules + '/').resolve('@duckdb/node-api'))
const query = `
with lead as (
  select lead_id, created_at::timestamptz raised, contacted_at::timestamptz contacted, qualified_at::timestamptz qualified,
    met_at::timestamptz met, handed_over_at::timestamptz handed, won_at::timestamptz won, status, ended_at
  from read_csv('${folder}/leads.csv', all_varchar = true, header = true)
), touch as (
  select lead_id, "at"::timestamptz happened, direction, type, automated, logged_at::timestamptz logged_at
  from read_csv('${folder}/activities.csv', all_varchar = true, header = true)
), ending as (
  select greatest((select max(raised) from lead), (select max(logged_at) from touch)) as last_seen
), first as (
  select lead.lead_id, min(happened) happened from touch join lead using (lead_id)
  where direction = 'outbound' and automated is distinct from 'yes' and happened >= raised and happened <= (select last_seen from ending)
    and type not in ('Email open', 'Email click', 'Note')
  group by lead.lead_id
), waited as (
  select lead.*, epoch_us(happened) - epoch_us(raised) wait, epoch_us(raised) + 90 * 86400000000 > epoch_us((select last_seen from ending)) young
  from lead left join first using (lead_id)
), banded as (
  select *, case when wait is null then 'never' when wait <= 300e6 then '<=5m' when wait <= 1800e6 then '5-30m'
    when wait <= 3600e6 then '30-60m' when wait <= 4 * 3600e6 then '1-4h' when wait <= 86400e6 then '4-24h'
    when wait <= 3 * 86400e6 then '1-3d' else '>3d' end band
  from waited
)
select band, count(*)::int leads, count(*) filter (young)::int young,
  count(*) filter (not young and least(qualified, handed, won) <= raised + interval 2160 hours)::int qualified,
  count(*) filter (not young and least(met, won) <= raised + interval 2160 hours)::int met,
  count(*) filter (not young and won <= raised + interval 2160 hours)::int won,
  count(*) filter (wait <= 300e6)::int five, count(*) filter (wait <= 3600e6)::int within_hour,
  count(*) filter (wait > 3600e6 and wait <= 86400e6)::int within_day, count(*) filter (wait > 86400e6)::int longer
from banded group by band`

const started = performance.now()
const processor = process.cpuUsage()
const connection = await (await DuckDBInstance.create(':memory:')).connect()
await connection.run('set threads = 2')
const rows = (await connection.runAndReadAll(query)).getRowObjects()
const wall = (performance.now() - started) / 1000
const used = process.cpuUsage(processor)
const sum = name => rows.reduce((all, row) => all + row[name], 0)
const seconds = wall.toFixed(2), cpu = ((used.user + used.system) / 1e6).toFixed(2)
console.log(`DuckDB   ${seconds} s wall, ${cpu} s of processor, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`)

const report = JSON.parse(readFileSync(reportFile))
const attempt = report.response.asLogged.attempt
const differences = []
const same = (what, ours, theirs) => { if (ours !== theirs) differences.push(`${what}: ${ours} against ${theirs}`) }
const never = rows.find(row => row.band === 'never')?.leads ?? 0
same('within5m', attempt.within5m, sum('five'))
same('within1h', attempt.within1h, sum('within_hour'))
same('from1hTo24h', attempt.from1hTo24h, sum('within_day'))
same('over24h', attempt.over24h, sum('longer'))
same('never', attempt.never, never)
for (const band of report.bands) {
  const row = rows.find(one => one.band === band.band)
  same(`${band.band} leads`, band.leads, row?.leads ?? 0)
  same(`${band.band} tooYoung`, band.tooYoung, row?.young ?? 0)
  for (const step of ['qualified', 'met', 'won']) same(`${band.band} ${step}`, Number(band[step].count), row?.[step] ?? 0)
}
console.log(differences.length ? 'The counts differ:\n  ' + differences.join('\n  ') : 'Both give the same counts.')
if (differences.length) process.exitCode = 1
