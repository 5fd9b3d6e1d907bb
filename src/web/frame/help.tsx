import { useLayoutEffect, useRef } from 'preact/hooks'
import { shownChord } from '../chord.ts'
import { keys, type Key, type Where } from '../keys.ts'
import { words } from '../preferences.ts'
import { helpOpen } from '../state.ts'

type Group = Exclude<Where, 'opening'>
const groups: readonly Group[] = [
  'letter',
  'choosing',
  'text',
  'cells',
  'choice',
  'asking',
  'list',
  'group',
  'samples',
  'intake',
  'envelopes',
  'fit',
  'split',
  'splitTarget',
  'steps',
  'conflict',
  'everywhere',
]

// What leaves a letter that is only being opened leaves an open one.
function groupOf({ where }: Key): Group {
  return where === 'opening' ? 'letter' : where
}

/** Every key there is, drawn from the same list the keys are dispatched from. */
export function Help() {
  const say = words.value
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const close = (): void => void (helpOpen.value = false)
  return (
    <dialog
      class="help"
      ref={dialog}
      aria-label={say('keys.title')}
      onClose={close}
      onClick={(e) => e.target === dialog.current && close()}
    >
      <header>
        <h2>{say('keys.title')}</h2>
        <button type="button" class="quiet" onClick={close}>
          {say('keys.close')} <kbd>Esc</kbd>
        </button>
      </header>
      <div class="groups">
        {groups.map((where) => (
          <section key={where}>
            <h3>{say(`keys.groups.${where}`)}</h3>
            <dl>
              {keys
                .filter((key) => groupOf(key) === where)
                .map((key) => (
                  <div key={key.id} data-key={key.id}>
                    <dt>
                      <KeyCaps of={key} />
                    </dt>
                    <dd>{say(key.label)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="muted">{say('keys.composing')}</p>
    </dialog>
  )
}

export function KeyCaps({ of }: { of: Pick<Key, 'chords' | 'shown'> }) {
  const caps = of.shown === undefined ? of.chords.map(shownChord) : [of.shown]
  return (
    <>
      {caps.map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </>
  )
}
