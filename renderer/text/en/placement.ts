import type { vi } from '#renderer/text/vi/index.ts'

export const placement: (typeof vi)['placement'] = {
  show: 'Show the signature’s place',
  place: 'Place',
  moved: 'signature moved',
  here: 'Signature',
  hereSeal: 'Seal',
  page: 'Page {{page}} with the signature’s frame',
  pageLabel: 'Page (of {{pages}})',
  frame:
    'The signature’s frame: {{left}} mm from the left, {{top}} mm from the top, {{width}} mm wide, {{height}} mm high. Arrow keys move it, Shift with arrows changes its size.',
  frameSeal:
    'The seal’s frame: {{left}} mm from the left, {{top}} mm from the top, {{width}} mm wide, {{height}} mm high. Arrow keys move it.',
  frameFixed:
    'The document’s own signature field: {{left}} mm from the left, {{top}} mm from the top, {{width}} mm wide, {{height}} mm high.',
  hintSeal:
    'Drag the frame, or click where the seal should stand. Arrow keys move it by a millimetre; its size is the seal’s true size.',
  hint: 'Drag the frame, or click where the signature should stand. Arrow keys move it by a millimetre; Shift with arrows changes its size.',
  reset: 'Back to the proposed place',
  byHand: 'The place you chose.',
  from: {
    field: 'The document has a field for this signature; it keeps its place and size.',
    text: 'Found by the document’s own words, as Decree 30/2020/NĐ-CP, Annex I has it.',
    default: 'The usual place.',
  },
  finding: {
    'page-unreadable':
      'The words of this page could not be read, so the usual place is taken. Look at it before signing.',
    'page-without-text':
      'This page has no words to find the place by (it is blank or a scan), so the usual place is taken. Look at it before signing.',
    'place-by-default':
      'The signer’s position and name were not found on the page, so the usual place is taken. Look at it before signing.',
  },
  role: {
    plain: 'Plain signature',
    initial: 'Initial',
    leader: 'Leader’s signature',
    agency: 'Agency’s signature',
    incoming: 'ĐẾN (received) stamp',
    comment: 'Comment',
    appendix: 'Appendix',
    copy: 'Copy',
  },
  looks: 'How signatures look',
  looksHint: 'As Decree 30/2020/NĐ-CP, Annex I has it. The picture is what will stand on the page, in true size.',
  roleLabel: 'Kind of signature',
  showImage: 'Show the image of the signature or seal',
  framed: 'Framed, like the ĐẾN stamp',
  lines: 'Lines of text',
  linesHint:
    'One line each, 8 at most. You can use: {name} the signer, {position}, {agency}, {time} of signing, {number} number and symbol, {form} of the copy, {comment}, {arrivalNumber}, {arrivalDate}, {routedTo}, {fileNotation} of the file.',
  linesUnknown: 'The word {{word}} is not among those that can be used.',
  linesMany: 'There are {{number}} lines: 8 at most.',
  linesLong: 'A line is too long: split it.',
  colour: 'Colour of the text',
  colours: { black: 'Black', blue: 'Blue', red: 'Red' },
  timeFormat: 'How the signing time is written',
  timeFormats: {
    iso: 'ISO 8601 (as the decree says): 2026-11-22T14:32:05+07:00',
    dotted: 'As today’s tools print it: 22.11.2026 14:32:05 +07:00',
  },
  asInLaw: 'As in the decree',
  preview: 'Preview of: {{role}}',
  myImage: 'My signature’s image',
  myImageHint: 'A PNG with a transparent background, blue (Decree 30/2020/NĐ-CP, Annex I, II.7). At most 1 MB.',
  agencyImage: 'The agency’s seal',
  agencyImageHint: 'A PNG with a transparent background, red, in the seal’s true size (Annex I, II.8). At most 1 MB.',
  agencyNone: 'No seal image yet: the agency’s signature shows text only.',
  agencyLook: 'How the seal is shown: Administration › Office',
  imageNone: 'No image yet.',
  imageChoose: 'Choose a PNG',
  imageRemove: 'Remove this image',
  imageNotPng: 'This file is not a PNG, or larger than 1 MB.',
  imageWidth: 'True width (mm)',
  imageHeight: 'True height (mm)',
  imageSaved: 'The image was saved.',
  tabImages: 'Images of signature and seal',
}
