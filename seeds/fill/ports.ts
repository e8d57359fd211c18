import type { DemoProgress, OfficePorts } from '#core/office-ports'
import type { KeyStore } from '#core/ports'

/** What filling needs beside the office: the workstation's key store, for the keys of the featured people. */
export type DemoPorts = OfficePorts & { keys: Pick<KeyStore, 'importPkcs12'> }

export type Report = (progress: DemoProgress) => void

/** The same office at another time: what is done through it bears that instant. */
export function officeAt<Ports extends Pick<OfficePorts, 'clock'>>(office: Ports, at: Date): Ports {
  return { ...office, clock: { now: () => at } }
}
