import type { Command } from './command.ts'
import { auditVerify } from './auditVerify.ts'
import { bench } from './bench.ts'
import { benchStack } from './benchStack.ts'
import { benchReview } from './benchReview.ts'
import { calibrateCommand } from './calibrate.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { errorsCommand } from './errors.ts'
import { exportCommand } from './export.ts'
import { formCheck } from './formCheck.ts'
import { formLayout } from './formLayout.ts'
import { formList } from './formList.ts'
import { formPrint } from './formPrint.ts'
import { intake } from './intake.ts'
import { modelsAdd, modelsList, modelsUse, modelsVerify } from './models.ts'
import { samples } from './samples.ts'
import { serve } from './serve.ts'
import { userCommands } from './user.ts'

/** Every command, in the order of a newcomer's day. */
export const commands: readonly Command[] = [
  demo,
  formList,
  formPrint,
  serve,
  intake,
  exportCommand,
  errorsCommand,
  ...userCommands,
  auditVerify,
  formCheck,
  formLayout,
  // Before `bench`: the longer names are found first.
  benchReview,
  benchStack,
  bench,
  calibrateCommand,
  modelsList,
  modelsAdd,
  modelsUse,
  modelsVerify,
  samples,
  doctor,
]
