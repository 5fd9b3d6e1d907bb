import { useRef } from 'preact/hooks'
import { roles, type Person, type Role } from '../../contract/people.ts'
import { dayAndTime } from '../clock.ts'
import { words } from '../preferences.ts'
import { addPerson, changePerson, fresh, people, renewPassword } from './accounts.ts'

/** Who works here: what they may do, whether they may come in, and a password for who forgot theirs. */
export function AccountsScreen() {
  const say = words.value
  const list = people.value
  if (list === null) return null
  return (
    <div class="accounts">
      <h1>{say('accounts.title')}</h1>
      {fresh.value !== null && <FreshPassword {...fresh.value} />}
      <AddPerson />
      <table class="rows">
        <thead>
          <tr>
            {(['name', 'roles', 'state', 'since', 'actions'] as const).map((column) => (
              <th key={column}>{say(`accounts.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((person) => (
            <Row key={person.name} person={person} />
          ))}
        </tbody>
      </table>
      <p class="muted">{say('accounts.forEver')}</p>
    </div>
  )
}

function FreshPassword({ name, password }: { name: string; password: string }) {
  const say = words.value
  return (
    <div class="banner fresh" role="status">
      <span>{say('accounts.once', { name })}</span>
      <code data-testid="password">{password}</code>
      <button type="button" onClick={() => (fresh.value = null)}>
        {say('accounts.noted')}
      </button>
    </div>
  )
}

function AddPerson() {
  const say = words.value
  const form = useRef<HTMLFormElement>(null)
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    const [name, ...boxes] = [...form.current!.querySelectorAll('input')]
    const held = roles.filter((role) => boxes.some(({ value, checked }) => checked && value === role))
    if (await addPerson(name!.value, held)) form.current!.reset()
  }
  return (
    <form class="addPerson" ref={form} onSubmit={(event) => void add(event)}>
      <label>
        {say('accounts.name')}
        <input name="name" required maxLength={64} autocomplete="off" spellcheck={false} />
      </label>
      <fieldset>
        <legend>{say('accounts.roles')}</legend>
        {roles.map((role) => (
          <label key={role}>
            <input type="checkbox" name="role" value={role} /> {say(`roles.${role}`)}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="main">
        {say('accounts.add')}
      </button>
    </form>
  )
}

function Row({ person }: { person: Person }) {
  const say = words.value
  const { name, roles: held, disabled, since } = person
  const toggle = (role: Role): void => {
    const wanted = roles.filter((other) => held.includes(other) !== (other === role))
    void changePerson(name, { roles: wanted })
  }
  return (
    <tr data-person={name} class={disabled ? 'disabled' : ''}>
      <th scope="row">{name}</th>
      <td>
        {roles.map((role) => (
          <label key={role} class="role">
            <input
              type="checkbox"
              checked={held.includes(role)}
              aria-label={`${name}: ${say(`roles.${role}`)}`}
              onClick={(event) => {
                // Shown as the service answers, not as it was pressed: a refusal must not look done.
                event.preventDefault()
                toggle(role)
              }}
            />{' '}
            {say(`roles.${role}`)}
          </label>
        ))}
      </td>
      <td>{say(disabled ? 'accounts.disabled' : 'accounts.active')}</td>
      <td>{dayAndTime(since)}</td>
      <td class="actions">
        <button type="button" onClick={() => void changePerson(name, { disabled: !disabled })}>
          {say(disabled ? 'accounts.enable' : 'accounts.disable')}
        </button>
        <button type="button" onClick={() => void renewPassword(name)}>
          {say('accounts.renew')}
        </button>
      </td>
    </tr>
  )
}
