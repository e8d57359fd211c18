import { expect, test } from 'vitest'
import { PEOPLE, type PersonName } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { TEST_PASSWORD, testPfx } from '#test/support/pki'

test('a key is removed by its owner, by a clerk where it is the agency’s, or by an admin', async () => {
  const { runtime } = await runtimeForTest('office')
  const client = overPort(runtime)
  const work = (name: PersonName) => client.office.session.open({ personId: PEOPLE[name].id })
  const keyOf = async (name: 'leader' | 'agency' | 'clerk') => {
    const data = Buffer.from(await testPfx(name)).toString('base64')
    return (await client.device.keys.importPkcs12({ label: name, data, password: TEST_PASSWORD })).id
  }
  await work('admin')
  const [leader, agency, unknown] = [await keyOf('leader'), await keyOf('agency'), await keyOf('clerk')]
  const der = async (id: typeof leader) => client.device.keys.certificate({ id })
  await client.office.certificates.record({
    ...(await der(leader)),
    kind: 'personal',
    personId: PEOPLE.official.id,
  })
  await client.office.certificates.record({ ...(await der(agency)), kind: 'agency', personId: null })

  const forbidden = { code: 'forbidden' }
  await work('clerk')
  await expect(client.device.keys.remove({ id: leader })).rejects.toMatchObject(forbidden)
  await expect(client.device.keys.remove({ id: unknown })).rejects.toMatchObject(forbidden)
  await work('official')
  await expect(client.device.keys.remove({ id: agency })).rejects.toMatchObject(forbidden)
  expect(await client.device.keys.remove({ id: leader })).toHaveLength(2)
  await work('clerk')
  expect(await client.device.keys.remove({ id: agency })).toHaveLength(1)
  await work('admin')
  expect(await client.device.keys.remove({ id: unknown })).toEqual([])
})
