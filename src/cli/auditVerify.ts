import { errors, XianceError } from '../contract/errors.ts'
import { savesBreak } from '../pipeline/auditSave.ts'
import { openStore } from '../store/openStore.ts'
import type { Command } from './command.ts'
import { foldersOf, migrationsFolder } from './folders.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--expect HASH] [--json]',
  words: [0, 0],
  options: { expect: { type: 'string' }, json: { type: 'boolean' } },
  async run(_words, options, { settings, print, words }) {
    const store = await openStore(foldersOf(settings).database, migrationsFolder)
    try {
      const expected = typeof options['expect'] === 'string' ? options['expect'] : null
      const check = await store.auditCheck(expected)
      // A chain that is broken says nothing of what the entries behind the break refer to.
      const keyingsBroken = check.broken === null ? await savesBreak(store) : null
      const { whole, entries, head, changed, missing, values } = words.audit
      const problem =
        check.broken !== null
          ? changed
          : keyingsBroken !== null
            ? values
            : check.expectedFound === false
              ? missing
              : null
      if (options['json'] === true) {
        print(JSON.stringify({ ok: problem === null, ...check, keyingsBroken }, null, 2))
        return problem === null ? 0 : errors.AUDIT_BROKEN.exit
      }
      if (problem !== null)
        throw new XianceError('AUDIT_BROKEN', { number: check.broken ?? keyingsBroken ?? check.entries, problem })
      print(`✓ ${whole}: ${check.entries} ${entries}\n${head}: ${check.head}`)
      return 0
    } finally {
      await store.close()
    }
  },
}
