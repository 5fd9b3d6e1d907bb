import type { ErrorRate, ErrorReport, KindThreshold, Suggestion } from '../../contract/measured.ts'
import type { Way } from '../../contract/sample.ts'
import { percent } from '../../report/measured.ts'
import { dayAndTime } from '../clock.ts'
import { kindName } from '../kindName.ts'
import { words } from '../preferences.ts'
import { IntervalBar, IntervalScale } from './intervalBar.tsx'
import { borne, loadErrors, report } from './session.ts'

/** How wrong what leaves is, as measured: by kind of field and way of deciding, what waits, and which thresholds it speaks for. */
export function ErrorsScreen() {
  const say = words.value
  const now = report.value
  if (now === null) return null
  return (
    <div class="errors" tabIndex={0} role="region" aria-label={say('errorRates.title')}>
      <h1>{say('errorRates.title')}</h1>
      <p class="muted">{say('errorRates.about', { shares: now.shares })}</p>
      <Backlog report={now} />
      <Rates report={now} />
      <Thresholds list={now.thresholds} />
      {now.months.length > 0 && <Months report={now} />}
    </div>
  )
}

function Backlog({ report: { backlog } }: { report: ErrorReport }) {
  const say = words.value
  const { toKey, toSettle, oldest } = backlog
  return (
    <p class="backlog" role="status">
      <b data-testid="toKey">{toKey}</b> {say('errorRates.toKey')} · <b>{toSettle}</b> {say('errorRates.toSettle')}
      {oldest !== null && <span class="muted"> · {say('errorRates.oldest', { at: dayAndTime(oldest) })}</span>}
    </p>
  )
}

type Row = ErrorRate & { readonly how: Way; readonly name: string; readonly whole: boolean }

function Rates({ report: { kinds, ways } }: { report: ErrorReport }) {
  const say = words.value
  const rows: Row[] = [
    ...kinds.map(({ kind, ...rate }) => ({ name: kindName(kind), whole: false, ...rate })),
    ...ways.map((rate) => ({ name: say('errorRates.all'), whole: true, ...rate })),
  ]
  return <RateTable rows={rows} first={say('errorRates.columns.kind')} title={say('errorRates.byKind')} />
}

function Months({ report: { months } }: { report: ErrorReport }) {
  const say = words.value
  const rows = months.map(({ month, ...rate }) => ({ name: month, whole: false, ...rate }))
  return <RateTable rows={rows} first={say('errorRates.columns.month')} title={say('errorRates.byMonth')} />
}

function RateTable({ rows, first, title }: { rows: readonly Row[]; first: string; title: string }) {
  const say = words.value
  const most = scaleOf(rows)
  return (
    <section>
      <h2>{title}</h2>
      <table class="rows">
        <thead>
          <tr>
            <th>{first}</th>
            {(['how', 'drawn', 'sampled', 'differing', 'wrong', 'rate', 'interval'] as const).map((column) => (
              <th key={column} class={numbers.has(column) ? 'number' : ''}>
                {say(`errorRates.columns.${column}`)}
              </th>
            ))}
            <th>
              <IntervalScale most={most} />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.name} ${row.how}`} class={row.whole ? 'whole' : ''} data-rate={`${row.name} ${row.how}`}>
              <th scope="row">{row.name}</th>
              <td>{say(`errorRates.ways.${row.how}`)}</td>
              <td class="number">{row.drawn}</td>
              <td class="number">{row.sampled}</td>
              <td class="number">{row.differing}</td>
              <td class="number">{row.wrong}</td>
              <td class="number">{row.rate === null ? say('errorRates.notMeasured') : percent(row.rate)}</td>
              <td class="number">
                {row.low === null || row.high === null ? '' : `${percent(row.low)} – ${percent(row.high)}`}
              </td>
              <td>
                <IntervalBar rate={row} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Thresholds({ list }: { list: readonly KindThreshold[] }) {
  const say = words.value
  return (
    <section>
      <h2>{say('errorRates.thresholds')}</h2>
      <form
        class="borne"
        onSubmit={(event) => {
          event.preventDefault()
          void loadErrors()
        }}
      >
        <label>
          {say('errorRates.borne')}{' '}
          <input
            type="text"
            inputMode="decimal"
            name="borne"
            placeholder={say('errorRates.ofEachKind')}
            value={borne.value}
            onInput={(event) => (borne.value = event.currentTarget.value)}
          />{' '}
          %
        </label>
        <button type="submit">{say('errorRates.reckon')}</button>
      </form>
      {list.length > 0 && (
        <table class="rows">
          <thead>
            <tr>
              {(['kind', 'target', 'sampled', 'upper', 'point'] as const).map((column) => (
                <th key={column} class={numbers.has(column) ? 'number' : ''}>
                  {say(`errorRates.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map(({ kind, target, sampled, upper, point }) => (
              <tr key={kind} data-threshold={kind}>
                <th scope="row">{kindName(kind)}</th>
                <td>{target === null ? say('errorRates.alwaysPerson') : percent(target)}</td>
                <td class="number">{sampled}</td>
                <td>{suggestion(upper)}</td>
                <td>{suggestion(point)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function suggestion(found: Suggestion | null): string {
  const say = words.value
  if (found === null) return ''
  const { verdict, threshold, toPerson, above, least } = found
  if (verdict === 'tooFew') return say('errorRates.tooFew', { n: above, least })
  if (threshold === null || toPerson === null) return say('errorRates.noneBorne', { n: above })
  return say('errorRates.from', { score: threshold.toFixed(4), share: percent(toPerson) })
}

/** From nothing to the widest interval, rounded up so that rows can be compared from day to day. */
function scaleOf(rows: readonly Pick<ErrorRate, 'high'>[]): number {
  const widest = Math.max(0, ...rows.map(({ high }) => high ?? 0))
  return scales.find((scale) => scale >= widest) ?? 1
}

const scales = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
const numbers: ReadonlySet<string> = new Set(['drawn', 'sampled', 'differing', 'wrong', 'rate', 'interval'])
