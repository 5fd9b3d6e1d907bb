import { Type, type Static } from 'typebox'

/** Parts of the service that a person may pause apart. */
export const switchNames = ['intake', 'reading'] as const
export type SwitchName = (typeof switchNames)[number]

/** Why intake waits by itself: also keys of the error catalogue, which has the sentences. */
export const alarmCodes = ['DISK_FULL', 'FOLDER_READ_ONLY', 'INBOX_GONE'] as const
export type AlarmCode = (typeof alarmCodes)[number]

export const Alarm = Type.Object({
  code: Type.Enum([...alarmCodes]),
  /** The folder it is about. */
  path: Type.String(),
  /** ISO 8601, UTC. */
  since: Type.String(),
})
export type Alarm = Static<typeof Alarm>

/** How the service works right now. An alarm goes by itself when its cause does; a pause stays until a person ends it. */
export const Operation = Type.Object({
  intake: Type.Object({ paused: Type.Boolean(), alarm: Type.Union([Alarm, Type.Null()]) }),
  /** `waiting`: files and pages that readers have not finished. */
  reading: Type.Object({ paused: Type.Boolean(), waiting: Type.Integer() }),
})
export type Operation = Static<typeof Operation>

export const OperationChange = Type.Object({
  part: Type.Enum([...switchNames]),
  paused: Type.Boolean(),
})
export type OperationChange = Static<typeof OperationChange>
