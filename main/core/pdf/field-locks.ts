import { listFields } from './form-fields.ts'
import type { ObjectView } from './object-view.ts'
import {
  dict,
  isArray,
  isDict,
  isInteger,
  isName,
  isString,
  name,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from './objects.ts'
import { readText, writeText } from './text-strings.ts'

/** Which fields nobody may change after a signature. ISO 32000-1:2008, Table 233. */
export type LockedFields = { action: 'All' } | { action: 'Include' | 'Exclude'; fields: readonly string[] }
/** 1: no change at all, 2: filling in and signing, 3: comments too. ISO 32000-1:2008, Table 254. */
export type DocMdpLevel = 1 | 2 | 3
/**
 * What a signature locks: fields, and from PDF 2.0 on what else may still be done with the document.
 *
 * @see ISO 32000-2:2020, Table 236, entry P.
 */
export type FieldLock = LockedFields & { permissions?: DocMdpLevel }

/** The field's own /Lock: what is to be locked once it is signed. */
export function writeLock(lock: FieldLock): PdfDict {
  return dict({ Type: name('SigFieldLock'), ...entriesOf(lock) })
}

/**
 * The signature's reference of the same lock. Acrobat writes /P into the parameters, too, and reads it there.
 *
 * @param catalog Of the document, on which the analysis is performed (entry Data, required for FieldMDP).
 * @see ISO 32000-1:2008, Table 253, Table 256.
 */
export function fieldMdpReference(lock: FieldLock, catalog: PdfRef): PdfDict {
  return reference('FieldMDP', { ...entriesOf(lock), V: name('1.2') }, { Data: catalog })
}

/** The reference by which a signature certifies its document. ISO 32000-1:2008, 12.8.2.2, Table 254. */
export function docMdpReference(level: DocMdpLevel): PdfDict {
  return reference('DocMDP', { P: level, V: name('1.2') })
}

function reference(method: string, parameters: Record<string, PdfObject>, more: Record<string, PdfObject> = {}) {
  return dict({
    Type: name('SigRef'),
    TransformMethod: name(method),
    TransformParams: dict({ Type: name('TransformParams'), ...parameters }),
    ...more,
  })
}

function entriesOf(lock: FieldLock): Record<string, PdfObject> {
  return {
    Action: name(lock.action),
    ...(lock.action === 'All' ? {} : { Fields: lock.fields.map(writeText) }),
    ...(lock.permissions === undefined ? {} : { P: lock.permissions }),
  }
}

/** Reads a lock, or the parameters of a FieldMDP transform. What is not understood locks everything. */
export function readLock(view: ObjectView, source: PdfDict): FieldLock {
  const level = view.entry(source, 'P')
  const permissions = isInteger(level) && level >= 1 && level <= 3 ? { permissions: level as DocMdpLevel } : {}
  const action = view.entry(source, 'Action')
  const listed = view.entry(source, 'Fields')
  if (!isArray(listed) || !(isName(action, 'Include') || isName(action, 'Exclude'))) {
    return { action: 'All', ...permissions }
  }
  const fields = listed.map((item) => view.resolve(item)).flatMap((item) => (isString(item) ? [readText(item)] : []))
  return { action: isName(action, 'Include') ? 'Include' : 'Exclude', fields, ...permissions }
}

/** What the signatures so far have locked: by their FieldMDP, or by the /Lock of their field. */
export function locksOf(view: ObjectView): FieldLock[] {
  return listFields(view).flatMap((field) => {
    const signature = field.fieldType === 'Sig' ? view.resolve(field.value) : null
    if (!isDict(signature)) return []
    const own = view.entry(field.dict, 'Lock')
    return [...(isDict(own) ? [own] : []), ...fieldMdpOf(view, signature)].map((found) => readLock(view, found))
  })
}

function fieldMdpOf(view: ObjectView, signature: PdfDict): PdfDict[] {
  const references = view.entry(signature, 'Reference')
  return (isArray(references) ? references : []).flatMap((item) => {
    const found = view.resolve(item)
    if (!isDict(found) || !isName(view.entry(found, 'TransformMethod'), 'FieldMDP')) return []
    const parameters = view.entry(found, 'TransformParams')
    return [isDict(parameters) ? parameters : dict({})]
  })
}

/** Whether one of the locks holds a field; a locked name holds what is under it, too. */
export function isLocked(field: string, locks: readonly FieldLock[]): boolean {
  return locks.some((lock) => {
    if (lock.action === 'All') return true
    const isNamed = lock.fields.some((one) => field === one || field.startsWith(`${one}.`))
    return lock.action === 'Include' ? isNamed : !isNamed
  })
}
