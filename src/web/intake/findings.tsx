import type { Finding } from '../../contract/finding.ts'
import type { PageView } from '../../contract/letter.ts'
import { words } from '../preferences.ts'

/** What is wrong with a scan and what to do about it, one line each; at most so many. */
export function FindingList({ findings, most = 4 }: { findings: readonly Finding[] | undefined; most?: number }) {
  if (findings === undefined || findings.length === 0) return null
  return (
    <ul class="findings" aria-label={words.value('scan.findings')}>
      {findings.slice(0, most).map((finding, i) => {
        const { what, advice } = words.value.finding(finding)
        return (
          <li key={i} data-finding={finding.code}>
            <b>{what}</b> <span class="muted">{advice}</span>
          </li>
        )
      })}
    </ul>
  )
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
