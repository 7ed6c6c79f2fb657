/** The little of pdfkit that the sample files use; the package brings no types. */
declare module 'pdfkit' {
  type Page = { margins: { top: number; bottom: number; left: number; right: number } }
  type TextOptions = { readonly paragraphGap?: number; readonly lineBreak?: boolean }

  export default class PDFDocument {
    constructor(options?: Readonly<Record<string, unknown>>)
    readonly page: Page
    on(event: 'data', listener: (chunk: Buffer) => void): this
    on(event: 'end', listener: () => void): this
    fontSize(size: number): this
    text(text: string, options?: TextOptions): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    bufferedPageRange(): { readonly start: number; readonly count: number }
    switchToPage(page: number): this
    file(content: Buffer, options: { readonly name: string }): this
    end(): void
  }
}
