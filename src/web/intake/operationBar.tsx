import { switchNames, type Alarm, type SwitchName } from '../../contract/operation.ts'
import { routes } from '../../contract/routes.ts'
import { errorText } from '../../locale/errorText.ts'
import { dayAndTime } from '../clock.ts'
import { may } from '../people/signing.ts'
import { lang, words } from '../preferences.ts'
import { operation } from '../state.ts'
import { togglePause } from './mailroom.ts'

/** Whether intake and reading run, each with its switch; above them why intake waits, when it does. */
export function OperationBar() {
  const now = operation.value
  if (now === null) return null
  return (
    <>
      {now.intake.alarm !== null && <AlarmLine alarm={now.intake.alarm} />}
      <div class="operation">
        {switchNames.map((part) => (
          <Switch
            key={part}
            part={part}
            paused={now[part].paused}
            alarm={part === 'intake' && now.intake.alarm !== null}
          />
        ))}
      </div>
    </>
  )
}

function Switch({ part, paused, alarm }: { part: SwitchName; paused: boolean; alarm: boolean }) {
  const say = words.value
  const state = paused ? 'paused' : alarm ? 'waits' : 'runs'
  const waiting = part === 'reading' ? (operation.value?.reading.waiting ?? 0) : 0
  return (
    <span class={`switch ${state}`} data-switch={part} data-state={state}>
      <i class="lamp" aria-hidden="true" />
      <b>{say(`intake.parts.${part}`)}</b> {say(`intake.operation.${state}`)}
      {waiting > 0 && <span class="muted">{say('intake.waiting', { n: waiting })}</span>}
      {may(routes.changeOperation) && (
        <button type="button" class="quiet" onClick={() => void togglePause(part)}>
          {say(paused ? 'intake.resume' : 'intake.pause')} <kbd>{part === 'intake' ? 'F6' : 'F7'}</kbd>
        </button>
      )}
    </span>
  )
}

function AlarmLine({ alarm: { code, path, since } }: { alarm: Alarm }) {
  const { what, next } = errorText({ code, details: { path } }, lang.value)
  return (
    <p class="alarm" role="alert" data-alarm={code}>
      <b>{what}</b> {next} <span class="muted">{dayAndTime(since)}</span>
    </p>
  )
}
