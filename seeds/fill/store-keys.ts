import type { DemoKeys } from '#seeds/fill/keys'
import type { DemoPorts } from '#seeds/fill/ports'
import { toPfx } from '#seeds/pfx'
import type { Issued, Pki } from '#seeds/pki'
import type { DemoPlan } from '#seeds/plan/demo-plan'

/** Password of every PKCS#12 file of the demo. It protects nothing: the keys are made for show and say so. */
export const DEMO_KEY_PASSWORD = 'vanthu-demo'

/** Puts the keys of the featured officials and agencies in the workstation's key store, as an import would. */
export async function storeKeys(
  office: DemoPorts,
  plan: DemoPlan,
  { keys, pki }: { keys: DemoKeys; pki: Pki },
): Promise<void> {
  const store = async (issued: Issued, label: string) => {
    const data = toPfx(issued, [pki.issuing.certificate], DEMO_KEY_PASSWORD)
    await office.keys.importPkcs12({ label, data, password: DEMO_KEY_PASSWORD })
  }
  for (const agency of plan.agencies) {
    for (const { key, name, position } of plan.peopleOf.get(agency.key) ?? []) {
      const own = keys.people.get(key)
      if (own) await store(own, `${name} - ${position} ${agency.name} (mẫu)`)
    }
    const seal = keys.agencies.get(agency.key)
    if (seal) await store(seal, `Con dấu ${agency.name} (mẫu)`)
  }
}
