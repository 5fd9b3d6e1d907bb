import { routes } from '../../contract/routes.ts'
import { PersonBadge } from '../people/personBadge.tsx'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { switchLanguage, switchTheme, theme, words } from '../preferences.ts'
import { helpOpen, letterList, online, person, place } from '../state.ts'
import { cameFrom } from '../steps/session.ts'

export function Header() {
  const say = words.value
  // What is looked at from somewhere stands below it.
  const here = place.value.screen === 'steps' ? cameFrom.value.screen : place.value.screen
  const waiting = letterList.value?.counts['review'] ?? 0
  const signedIn = person.value !== null && person.value !== undefined
  const screens = (
    ['letters', 'group', 'samples', 'errors', 'envelopes', 'intake', 'forms', 'thresholds', 'people'] as const
  ).filter((screen) => signedIn && may(needs[screen]))
  return (
    <header class="header">
      <a class="brand" href={hashOf({ screen: 'letters', state: 'review' })}>
        <Seal />
        <strong>{say('product')}</strong>
      </a>
      <nav aria-label={say('nav.main')}>
        {screens.map((screen) => {
          const current =
            here === screen ||
            (screen === 'letters' && here === 'letter') ||
            (screen === 'intake' && (here === 'split' || here === 'fit'))
          const href = hashOf(screen === 'letters' ? { screen, state: 'review' } : { screen })
          return (
            <a key={screen} href={href} aria-current={current ? 'page' : undefined}>
              {say(`nav.${screen}`)}
              {screen === 'letters' && waiting > 0 && <span class="count">{waiting}</span>}
            </a>
          )
        })}
      </nav>
      <span class="spring" />
      {!online.value && (
        <span class="offline" role="status">
          {say('errors.offline')}
        </span>
      )}
      <div class="switches">
        <button type="button" class="quiet" onClick={switchLanguage} title={`${say('keys.names.language')} (F2)`}>
          {say('language')}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={switchTheme}
          title={`${say('keys.names.theme')} (F4)`}
          aria-label={say('keys.names.theme')}
        >
          <ThemeSign dark={theme.value === 'dark'} />
        </button>
        <button type="button" class="quiet" onClick={() => (helpOpen.value = true)} aria-haspopup="dialog">
          {say('nav.help')} <kbd>?</kbd>
        </button>
      </div>
      <PersonBadge />
    </header>
  )
}

/** What a screen shows first; who may not ask for it has no way there. */
const needs = {
  letters: routes.listLetters,
  group: routes.listGroups,
  samples: routes.sampleInk,
  errors: routes.showErrors,
  envelopes: routes.listEnvelopes,
  intake: routes.listArrivals,
  forms: routes.listForms,
  thresholds: routes.showScores,
  people: routes.listPeople,
}

function ThemeSign({ dark }: { dark: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.4" />
      <path d={dark ? 'M8 1.8a6.2 6.2 0 0 0 0 12.400z' : 'M8 1.8a6.2 6.2 0 0 1 0 12.400z'} fill="currentColor" />
    </svg>
  )
}

// The same drawing as seal.svg, the icon of the tab.
function Seal() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="var(--seal)" />
      <g fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round">
        <path d="M9 6h11l4 4v16H9z" stroke-width="2.2" />
        <path d="M12.5 17.5l3 3L21 15" stroke-width="2.4" />
      </g>
    </svg>
  )
}
