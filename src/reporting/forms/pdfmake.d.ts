/** As much of pdfmake as is used here; its published types bring a browser's whole library with them. */
declare module 'pdfmake' {
  const pdfmake: {
    setFonts: (fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>) => void;
    setLocalAccessPolicy: (allowed: (path: string) => boolean) => void;
    setUrlAccessPolicy: (allowed: (url: string) => boolean) => void;
    createPdf: (definition: object) => { getBuffer: () => Promise<Buffer> };
  };
  export default pdfmake;
}
