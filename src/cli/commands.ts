import type { Command } from './command.ts'

/** A command by its name. What it is made of is loaded when it is asked for: most need neither readers nor service. */
export interface Listed {
  readonly name: Command['name']
  load(): Promise<Command>
}

const user = (name: Command['name']): Listed => ({
  name,
  load: async () => (await import('./user.ts')).userCommands.find((command) => command.name === name)!,
})

/** Every command, in the order of a newcomer's day. */
export const commands: readonly Listed[] = [
  { name: 'demo', load: async () => (await import('./demo.ts')).demo },
  { name: 'form list', load: async () => (await import('./formList.ts')).formList },
  { name: 'form print', load: async () => (await import('./formPrint.ts')).formPrint },
  { name: 'serve', load: async () => (await import('./serve.ts')).serve },
  { name: 'intake', load: async () => (await import('./intake.ts')).intake },
  { name: 'export', load: async () => (await import('./export.ts')).exportCommand },
  { name: 'errors', load: async () => (await import('./errors.ts')).errorsCommand },
  user('user add'),
  user('user list'),
  user('user password'),
  user('user roles'),
  user('user disable'),
  user('user enable'),
  { name: 'audit verify', load: async () => (await import('./auditVerify.ts')).auditVerify },
  { name: 'form check', load: async () => (await import('./formCheck.ts')).formCheck },
  { name: 'form layout', load: async () => (await import('./formLayout.ts')).formLayout },
  // Before `bench`: the longer names are found first.
  { name: 'bench review', load: async () => (await import('./benchReview.ts')).benchReview },
  { name: 'bench stack', load: async () => (await import('./benchStack.ts')).benchStack },
  { name: 'bench', load: async () => (await import('./bench.ts')).bench },
  { name: 'calibrate', load: async () => (await import('./calibrate.ts')).calibrateCommand },
  { name: 'models list', load: async () => (await import('./models.ts')).modelsList },
  { name: 'models add', load: async () => (await import('./models.ts')).modelsAdd },
  { name: 'models use', load: async () => (await import('./models.ts')).modelsUse },
  { name: 'models verify', load: async () => (await import('./models.ts')).modelsVerify },
  { name: 'samples', load: async () => (await import('./samples.ts')).samples },
  { name: 'doctor', load: async () => (await import('./doctor.ts')).doctor },
]

/** The command whose name these words begin with. */
export async function commandOf(args: readonly string[]): Promise<Command | undefined> {
  return commands.find(({ name }) => name.split(' ').every((word, i) => args[i] === word))?.load()
}
