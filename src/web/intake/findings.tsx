import type { Finding } from '../../contract/finding.ts'
import type { PageView } from '../../contract/letter.ts'
import { words } from '../preferences.ts'

/** What is wrong with a scan and what to do about it, one line each, those alike together; at most so many. */
export function FindingList({ findings, most = 4 }: { findings: readonly Finding[] | undefined; most?: number }) {
  if (findings === undefined || findings.length === 0) return null
  return (
    <ul class="findings" aria-label={words.value('scan.findings')}>
      {alike(findings)
        .slice(0, most)
        .map(({ finding, times }, i) => {
          const { what, advice } = words.value.finding(finding)
          return (
            <li key={i} data-finding={finding.code}>
              <b>
                {what}
                {times > 1 && ` × ${times}`}
              </b>{' '}
              <span class="muted">{advice}</span>
            </li>
          )
        })}
    </ul>
  )
}

// Nine covered markers are one sentence, not nine: where each is, the picture shows.
function alike(findings: readonly Finding[]): { finding: Finding; times: number }[] {
  const said = new Map<string, { finding: Finding; times: number }>()
  for (const finding of findings) {
    const { what } = words.value.finding(finding)
    said.set(what, { finding, times: (said.get(what)?.times ?? 0) + 1 })
  }
  return [...said.values()]
}

/** Where on the picture it is. */
export function FindingBoxes({ page }: { page: PageView }) {
  const boxes = (page.findings ?? []).flatMap(({ boxMm }) => boxMm ?? [])
  if (boxes.length === 0 || page.widthMm === 0) return null
  return (
    <svg class="finding-boxes" viewBox={`0 0 ${page.widthMm} ${page.heightMm}`} aria-hidden="true">
      {boxes.map(({ x, y, w, h }, i) => (
        <rect key={i} x={x} y={y} width={w} height={h} />
      ))}
    </svg>
  )
}
