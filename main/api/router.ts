import { os } from './context.ts'
import { deviceProcedures } from './device-procedures.ts'
import { officeProcedures } from './office.ts'

/** Every procedure of the contract; one that is missing does not compile. */
export const router = os.router({ device: deviceProcedures, office: officeProcedures })
export type Router = typeof router
