import { AppError, CivilDate, type Person } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import type { Caller } from '#core/people/caller'
import { type Core, compose } from '#main/compose'
import { workspaceFolder } from '#main/workspace-folder'

/** Runs one piece of work on a workspace and closes it again, whatever happens. */
export async function withWorkspace<Result>(
  workspace: string | undefined,
  work: (core: Core) => Promise<Result>,
): Promise<Result> {
  const core = await compose({ door: 'loopback', workspace: workspaceFolder(workspace) })
  try {
    return await work(core)
  } finally {
    await core.close()
  }
}

/**
 * Whoever runs the command can read the workspace's files, so the command answers like the office's first admin.
 *
 * @throws AppError `workspace-not-ready` where there is no office yet.
 */
export async function operatorOf({ store }: Pick<OfficePorts, 'store'>): Promise<Caller> {
  const { rows } = await store.people.list(null, { role: 'admin', limit: 200, activeOnly: true })
  const admins = await Promise.all(
    rows.map(async (admin) => ({ admin, agency: await store.agencies.get(admin.agencyId) })),
  )
  const top = admins.find(({ agency }) => agency?.parentId === null) ?? admins[0]
  if (!top) throw new AppError('workspace-not-ready')
  return callerFrom(top.admin)
}

function callerFrom({ id, agencyId, roles, name }: Person): Caller {
  return { personId: id, agencyId, roles, name, aloneInScope: false }
}

/** Today in Vietnam. */
export function todayOf(now: Date): string {
  return CivilDate.parse(new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10))
}
