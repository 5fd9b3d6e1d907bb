/** Where a person is. Kept in the address after `#`, so that reload, back and a bookmark work. */
export type Place =
  | { readonly screen: 'letters'; readonly state: string }
  | { readonly screen: 'letter'; readonly id: string }
  | { readonly screen: 'intake'; readonly tab?: 'arrivals' | 'held' }
  | { readonly screen: 'group' }
  | { readonly screen: 'forms' }

export function placeOf(hash: string): Place {
  const [screen, rest = ''] = hash.replace(/^#\/?/, '').split('/')
  if (screen === 'letter' && rest !== '') return { screen, id: decodeURIComponent(rest) }
  if (screen === 'intake') return rest === 'held' ? { screen, tab: 'held' } : { screen }
  if (screen === 'group' || screen === 'forms') return { screen }
  return { screen: 'letters', state: screen === 'letters' && rest !== '' ? rest : 'review' }
}

export function hashOf(place: Place): string {
  if (place.screen === 'letter') return `#/letter/${encodeURIComponent(place.id)}`
  if (place.screen === 'letters') return `#/letters/${place.state}`
  if (place.screen === 'intake' && place.tab === 'held') return '#/intake/held'
  return `#/${place.screen}`
}
