import type { PageView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf } from '../call.ts'
import type { Desk } from '../desk/desk.ts'
import { doing } from '../doing.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { reread } from '../session.ts'
import { frozen, shownPage } from '../state.ts'

/** Which pages there are, which have not come, and how the page moves. */
export function PageBar({ desk, shown }: { desk: Desk; shown: PageView | undefined }) {
  const say = words.value
  const { pages, letter } = desk.view
  return (
    <div class="pageBar">
      <div class="tabs" role="group" aria-label={say('letter.paper')}>
        {pages.map((page) => (
          <button
            key={page.id}
            type="button"
            data-control
            aria-pressed={page.id === shown?.id}
            onClick={() => (shownPage.value = page.id)}
          >
            {page.page === null ? say('letter.otherPage') : say('letter.page', { page: page.page })}
            {page.state !== 'placed' && <span class="missing">{say(`intake.pageCounts.${page.state}`)}</span>}
          </button>
        ))}
        {letter.pagesMissing.map((page) => (
          <span key={page} class="missing">
            {say('letter.pageMissing', { page })}
          </span>
        ))}
      </div>
      <span class="spring" />
      {shown?.fit != null && (
        <span class="muted fit">{say('letter.fitError', { mm: shown.fit.fitErrorMm.toFixed(2) })}</span>
      )}
      {shown !== undefined && (
        <a class="quiet" href={addressOf(routes.originalFile, { params: { id: shown.arrival } })} download>
          {say('letter.original')}
        </a>
      )}
      {shown !== undefined && may(routes.showSteps) && (
        <a class="quiet" href={hashOf({ screen: 'steps', id: shown.id })} title="F3">
          {say('steps.link')}
        </a>
      )}
      <button type="button" class="quiet" onClick={() => void reread()}>
        {say('letter.reread')}
      </button>
      <button type="button" class="quiet" aria-pressed={frozen.value} onClick={() => doing.toggleFreeze()} title="F8">
        {frozen.value ? say('letter.frozen') : say('letter.follow')}
      </button>
      <button type="button" class="quiet" onClick={() => doing.wholePage()} title="F9">
        {say('letter.whole')}
      </button>
    </div>
  )
}
