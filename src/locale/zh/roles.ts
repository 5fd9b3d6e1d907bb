import type { Role } from '../../contract/people.ts'

/** 角色的名称。 */
export const roles = {
  clerk: '收件员',
  reviewer: '校对员',
  settler: '仲裁员',
  supervisor: '主管',
  analyst: '分析员',
  administrator: '管理员',
} satisfies Record<Role, string>
