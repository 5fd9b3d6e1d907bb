import { useLayoutEffect, useRef } from 'preact/hooks'
import { words } from '../preferences.ts'
import { notice } from '../state.ts'
import { changeOwnPassword, changingOwn } from './accounts.ts'

/** One's own password: the old one, and the new one twice. Every other session of the person ends. */
export function PasswordDialog() {
  const say = words.value
  const dialog = useRef<HTMLDialogElement>(null)
  const again = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const close = (): void => void (changingOwn.value = false)
  const change = async (event: Event): Promise<void> => {
    event.preventDefault()
    const inputs = [...(event.currentTarget as HTMLFormElement).querySelectorAll('input')]
    const [old, wanted, repeated] = inputs.map(({ value }) => value)
    again.current?.setCustomValidity(wanted === repeated ? '' : say('accounts.notAlike'))
    if (again.current?.reportValidity() === true && (await changeOwnPassword(old!, wanted!))) close()
  }
  return (
    <dialog class="own" ref={dialog} aria-labelledby="own-password" onClose={close}>
      <form class="signIn" onSubmit={(event) => void change(event)}>
        <h2 id="own-password">{say('accounts.own')}</h2>
        <label>
          {say('accounts.old')}
          <input name="old" type="password" autocomplete="current-password" required maxLength={200} />
        </label>
        <label>
          {say('accounts.wanted')}
          <input name="wanted" type="password" autocomplete="new-password" required maxLength={200} />
        </label>
        <label>
          {say('accounts.repeated')}
          <input
            ref={again}
            name="repeated"
            type="password"
            autocomplete="new-password"
            required
            maxLength={200}
            onInput={(event) => event.currentTarget.setCustomValidity('')}
          />
        </label>
        {notice.value?.kind === 'problem' && (
          <p class="notice problem" role="alert">
            {notice.value.text}
          </p>
        )}
        <p class="muted">{say('accounts.ownHint')}</p>
        <div class="buttons">
          <button type="button" class="quiet" onClick={close}>
            {say('accounts.cancel')} <kbd>Esc</kbd>
          </button>
          <button type="submit" class="main">
            {say('accounts.change')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
