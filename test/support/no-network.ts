import { AppError } from '#contract'
import { createTrustPorts, type TrustPorts } from '#core/levels/trust-ports'
import type { Clock, TrustServices } from '#core/ports'

/** Nobody answers; tests that need services start them. */
const NO_NETWORK: TrustServices = {
  call: ({ url }) => Promise.reject(new AppError('service-unreachable', { host: url, status: null })),
}

export const trustOffline = (clock: Clock): TrustPorts =>
  createTrustPorts({ quick: NO_NETWORK, patient: NO_NETWORK, clock })
