/** Id of the field that takes reference scores, so that other parts of the page can lead there. */
export const REFERENCE_FIELD = 'reference-scores';
