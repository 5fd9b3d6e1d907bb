import { useEffect, useRef } from 'preact/hooks'
import type { RescanEntry } from '../../contract/rescan.ts'
import { routes } from '../../contract/routes.ts'
import { readableSerial } from '../../contract/serial.ts'
import { waybillGroups } from '../../contract/waybill.ts'
import { dayAndTime } from '../clock.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { intakeCursor, rescans } from '../state.ts'
import { FindingList } from './findings.tsx'
import { mayFit, printRescans } from './mailroom.ts'
import { PagePicture } from './pagePicture.tsx'
import { StepsLink } from '../steps/stepsLink.tsx'

/** What has to be scanned again: which sheet, where in which stack it lies, what is wrong with its scan. Printed, it goes to the scanner with the clerk. */
export function RescanList() {
  const say = words.value
  const entries = rescans.value
  if (entries === null) return null
  if (entries.length === 0)
    return (
      <div class="empty">
        <p class="muted">{say('scan.noRescans')}</p>
      </div>
    )
  return (
    <div class="rescans">
      <p class="on-paper">
        <b>{say('scan.printed', { n: entries.length, at: dayAndTime(new Date().toISOString()) })}</b>
      </p>
      <p class="muted off-paper">
        {say('scan.rescanHint')}{' '}
        <button type="button" class="quiet" onClick={printRescans}>
          {say('scan.print')} <kbd>P</kbd>
        </button>
      </p>
      <ul class="held-pages">
        {entries.map((entry, i) => (
          <Entry key={entry.pages[0]?.page.id ?? entry.letter} entry={entry} current={i === intakeCursor.value} />
        ))}
      </ul>
    </div>
  )
}

function Entry({ entry, current }: { entry: RescanEntry; current: boolean }) {
  const { kind, pages, letter, serial, waybill, sentBack } = entry
  const say = words.value
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const reason = kind === 'page' ? pages[0]?.page.reason : null
  return (
    <li
      ref={item}
      class={current ? 'current' : ''}
      data-rescan={kind === 'page' ? pages[0]!.page.id : letter}
      aria-current={current ? 'true' : undefined}
    >
      <div class="pictures">
        {pages.slice(0, 3).map((one) => (
          <PagePicture key={one.page.id} page={one.page} printed />
        ))}
      </div>
      <div class="told">
        <p class="from">
          {say('scan.envelope')} <b>{waybill === null ? say('scan.unknown') : waybillGroups(waybill)}</b>{' '}
          {say('scan.serial')} <b>{serial === null ? say('scan.unknown') : readableSerial(serial)}</b>
          {kind === 'letter' && <span class="muted"> {say('scan.letterPages', { n: pages.length })}</span>}
        </p>
        {sentBack !== null && (
          <p class="why">
            <b>{say('scan.letterBack', { by: sentBack.by })}</b> {sentBack.note}{' '}
            <span class="muted">{dayAndTime(sentBack.at)}</span>
          </p>
        )}
        {reason != null && (
          <p class="why">
            <b>{say.reason(reason).what}</b> {say.reason(reason).advice}
          </p>
        )}
        {pages.map((one) => (
          <div key={one.page.id}>
            <p class="from">
              <b>{one.file}</b> {say('scan.place', { n: one.page.index + 1, of: one.of })}{' '}
              <span class="muted">
                {say('scan.came')} {dayAndTime(one.at)}
                {one.page.page !== null && <> · {say('letter.page', { page: one.page.page })}</>}
              </span>
            </p>
            <FindingList findings={one.page.findings} />
          </div>
        ))}
        <p class="acts off-paper">
          {pages[0] !== undefined && mayFit(pages[0].page) && (
            <a href={hashOf({ screen: 'fit', id: pages[0].page.id })}>
              {say('scan.fit')} {current && <kbd>F</kbd>}
            </a>
          )}
          {pages[0] !== undefined && <StepsLink page={pages[0].page.id} current={current} />}
          {may(routes.showSplit) && pages[0] !== undefined && (
            <a href={hashOf({ screen: 'split', id: pages[0].page.arrival })}>
              {say('split.look')} {current && <kbd>S</kbd>}
            </a>
          )}
          {letter !== null && may(routes.showLetter) && <a href={hashOf({ screen: 'letter', id: letter })}>{letter}</a>}
        </p>
      </div>
    </li>
  )
}
