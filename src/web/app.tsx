import { useSignalEffect } from '@preact/signals'
import { EnvelopesScreen } from './envelopes/envelopesScreen.tsx'
import { ErrorsScreen } from './errors/errorsScreen.tsx'
import { FitScreen } from './fit/fitScreen.tsx'
import { FormsScreen } from './forms/formsScreen.tsx'
import { GroupScreen } from './group/groupScreen.tsx'
import { Header } from './frame/header.tsx'
import { Help } from './frame/help.tsx'
import { SampleScreen } from './sample/sampleScreen.tsx'
import { NoticeLine } from './frame/noticeLine.tsx'
import { IntakeScreen } from './intake/intakeScreen.tsx'
import { LetterScreen } from './letter/letterScreen.tsx'
import { LettersScreen } from './letters/lettersScreen.tsx'
import { changingOwn } from './people/accounts.ts'
import { AccountsScreen } from './people/accountsScreen.tsx'
import { PasswordDialog } from './people/passwordDialog.tsx'
import { SignInScreen } from './people/signInScreen.tsx'
import { words } from './preferences.ts'
import { SplitScreen } from './split/splitScreen.tsx'
import { helpOpen, person, place } from './state.ts'
import { StepsScreen } from './steps/stepsScreen.tsx'
import { ThresholdScreen } from './thresholds/thresholdScreen.tsx'

/** The frame, the screen of the place, and what may lie over it. */
export function App() {
  useSignalEffect(() => {
    document.title = `${words.value('product')} · ${titleOf()}`
  })
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {words.value('skip')}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Screen />
      </main>
      <NoticeLine />
      {helpOpen.value && person.value && <Help />}
      {changingOwn.value && person.value && <PasswordDialog />}
    </>
  )
}

function Screen() {
  if (person.value === undefined) return null
  if (person.value === null) return <SignInScreen />
  switch (place.value.screen) {
    case 'letters':
      return <LettersScreen />
    case 'letter':
      return <LetterScreen />
    case 'group':
      return <GroupScreen />
    case 'samples':
      return <SampleScreen />
    case 'errors':
      return <ErrorsScreen />
    case 'envelopes':
      return <EnvelopesScreen />
    case 'fit':
      return <FitScreen />
    case 'steps':
      return <StepsScreen />
    case 'split':
      return <SplitScreen />
    case 'intake':
      return <IntakeScreen />
    case 'forms':
      return <FormsScreen />
    case 'thresholds':
      return <ThresholdScreen />
    case 'people':
      return <AccountsScreen />
  }
}

function titleOf(): string {
  const now = place.value
  if (person.value === null) return words.value('signIn.title')
  if (now.screen === 'fit') return words.value('scan.fitTitle')
  if (now.screen === 'steps') return words.value('steps.title')
  if (now.screen === 'split') return words.value('split.title')
  return now.screen === 'letter' ? now.id : words.value(`nav.${now.screen}`)
}

// The address after `#` is our place: jump without changing it.
function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
