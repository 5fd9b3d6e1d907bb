import { KeyCaps } from './help.tsx'
import { keys } from '../keys.ts'
import { words } from '../preferences.ts'

/** At the foot of a screen: what these keys do on it, by their ids. */
export function KeyLine({ ids }: { ids: readonly string[] }) {
  return (
    <footer class="handBar" aria-hidden="true">
      {ids.map((id) => {
        const key = keys.find((candidate) => candidate.id === id)!
        return (
          <span key={id}>
            <KeyCaps of={key} />
            {words.value(key.label)}
          </span>
        )
      })}
    </footer>
  )
}
