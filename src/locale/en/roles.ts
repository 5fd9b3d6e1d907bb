import type { Role } from '../../contract/people.ts'

/** What the roles are called. */
export const roles = {
  clerk: 'mailroom clerk',
  reviewer: 'reviewer',
  settler: 'settler',
  supervisor: 'supervisor',
  analyst: 'analyst',
  administrator: 'administrator',
} satisfies Record<Role, string>
