import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { fileLimits } from './limits.ts'

/** Holds a picture's size in points against the limit of `security.md` 7.3, from its header alone: nothing is unpacked. */
export function checkImage(bytes: Uint8Array, kind: 'png' | 'jpeg'): Result<null, DocumentRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pixels = kind === 'png' ? pngPixels(view) : jpegPixels(view)
  if (pixels === undefined || pixels === 0) return no({ code: 'damaged' })
  return pixels > fileLimits.imagePixels
    ? no({ code: 'image-too-large', limitPixels: fileLimits.imagePixels })
    : ok(null)
}

function pngPixels(view: DataView): number | undefined {
  const headerAt = 16
  if (view.byteLength < headerAt + 8) return undefined
  return view.getUint32(headerAt) * view.getUint32(headerAt + 4)
}

function jpegPixels(view: DataView): number | undefined {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (isFrame(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7)
    const length = view.getUint16(at + 2)
    if (length < 2) return undefined
    at += 2 + length
  }
  return undefined
}

/** The markers that carry the size: start of frame, without the tables that share its range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}
