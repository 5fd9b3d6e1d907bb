import { may } from '../people/signing.ts'
import { routes } from '../../contract/routes.ts'
import { words } from '../preferences.ts'
import { own } from './session.ts'

/** Own speed and agreement of who is signed in. Nobody else is told. */
export function OwnPanel() {
  const say = words.value
  const now = own.value
  if (now === null || !may(routes.showOwnWork)) return null
  const share = ({ compared, agreed }: { compared: number; agreed: number }): string =>
    compared === 0 ? say('samples.own.none') : `${agreed} / ${compared}`
  const speed = (perHour: number | null): string =>
    perHour === null ? say('samples.own.tooShort') : say('samples.own.anHour', { n: perHour.toFixed(1) })
  return (
    <aside class="ownWork" aria-label={say('samples.own.title')}>
      <h2>{say('samples.own.title')}</h2>
      <dl>
        <dt>{say('samples.own.letters')}</dt>
        <dd data-own="letters">
          {now.letters} · {speed(now.lettersPerHour)}
        </dd>
        <dt>{say('samples.own.fields')}</dt>
        <dd data-own="fields">
          {now.fields} · {speed(now.fieldsPerHour)}
        </dd>
        <dt>{say('samples.own.second')}</dt>
        <dd data-own="second">{share(now.second)}</dd>
        <dt>{say('samples.own.sample')}</dt>
        <dd data-own="sample">{share(now.sample)}</dd>
      </dl>
      <p class="muted">{say('samples.own.private')}</p>
    </aside>
  )
}
