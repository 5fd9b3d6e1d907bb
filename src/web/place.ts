/** What of the intake screen is shown: files, pages that wait for a person, pages of which another scan was chosen, what is to be scanned again. */
export const intakeTabs = ['arrivals', 'held', 'chosen', 'rescan'] as const
export type IntakeTab = (typeof intakeTabs)[number]

/** Where a person is. Kept in the address after `#`, so that reload, back and a bookmark work. */
export type Place =
  | { readonly screen: 'letters'; readonly state: string }
  | { readonly screen: 'letter'; readonly id: string }
  | { readonly screen: 'intake'; readonly tab?: IntakeTab }
  /** How the file of an arrival was told apart. */
  | { readonly screen: 'split'; readonly id: string }
  /** A held page that is fitted by hand. */
  | { readonly screen: 'fit'; readonly id: string }
  /** What the machine saw of a page. */
  | { readonly screen: 'steps'; readonly id: string }
  | { readonly screen: 'group' }
  | { readonly screen: 'samples'; readonly tab?: 'settle' }
  | { readonly screen: 'errors' }
  /** `day` as in the address of a day, or what never came. */
  | { readonly screen: 'envelopes'; readonly day?: string }
  | { readonly screen: 'forms' }
  | { readonly screen: 'thresholds' }
  | { readonly screen: 'people' }

export function placeOf(hash: string): Place {
  const [screen, rest = ''] = hash.replace(/^#\/?/, '').split('/')
  if ((screen === 'letter' || screen === 'split' || screen === 'fit' || screen === 'steps') && rest !== '')
    return { screen, id: decodeURIComponent(rest) }
  if (screen === 'intake')
    return rest === 'held' || rest === 'rescan' || rest === 'chosen' ? { screen, tab: rest } : { screen }
  if (screen === 'samples') return rest === 'settle' ? { screen, tab: 'settle' } : { screen }
  if (screen === 'envelopes') return /^(gaps|\d{4}-\d{2}-\d{2})$/.test(rest) ? { screen, day: rest } : { screen }
  if (screen === 'group' || screen === 'errors' || screen === 'thresholds' || screen === 'forms' || screen === 'people')
    return { screen }
  return { screen: 'letters', state: screen === 'letters' && rest !== '' ? rest : 'review' }
}

/** Where the address points now. `place` follows with the browser's next event, and of two quick keys the second comes before that. */
export function addressed(): Place {
  return placeOf(location.hash)
}

export function hashOf(place: Place): string {
  if (place.screen === 'letter' || place.screen === 'split' || place.screen === 'fit' || place.screen === 'steps')
    return `#/${place.screen}/${encodeURIComponent(place.id)}`
  if (place.screen === 'letters') return `#/letters/${place.state}`
  if (place.screen === 'intake' && place.tab !== undefined && place.tab !== 'arrivals') return `#/intake/${place.tab}`
  if (place.screen === 'samples' && place.tab === 'settle') return '#/samples/settle'
  if (place.screen === 'envelopes' && place.day !== undefined) return `#/envelopes/${place.day}`
  return `#/${place.screen}`
}
