import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { words } from '../preferences.ts'
import { desk } from '../state.ts'
import { signIn } from './signing.ts'

export function SignInScreen() {
  const say = words.value
  const busy = useSignal(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const enter = async (event: Event): Promise<void> => {
    event.preventDefault()
    const [name, password] = [...form.current!.querySelectorAll('input')]
    busy.value = true
    if (!(await signIn(name!.value, password!.value))) {
      password!.value = ''
      password!.focus()
    }
    busy.value = false
  }
  return (
    <form class="signIn" ref={form} onSubmit={(event) => void enter(event)}>
      <h1>{say('signIn.title')}</h1>
      {desk.value !== null && <p class="banner">{say('signIn.again')}</p>}
      <label>
        {say('signIn.name')}
        <input name="name" autocomplete="username" required maxLength={64} spellcheck={false} />
      </label>
      <label>
        {say('signIn.password')}
        <input name="password" type="password" autocomplete="current-password" required maxLength={200} />
      </label>
      <button type="submit" class="main" disabled={busy.value}>
        {say(busy.value ? 'signIn.entering' : 'signIn.enter')}
      </button>
      <p class="muted">{say('signIn.firstHint')}</p>
    </form>
  )
}
