import type { UploaderStrings } from "../strings.ts";

/** Spanish. */
export const spanish: UploaderStrings = {
  tag: "es",
  heading: (multiple) => (multiple ? "Suelta aquí tus vídeos" : "Suelta aquí tu vídeo"),
  hint: "MP4, MOV, WebM, MKV y casi todos los demás formatos. Las subidas interrumpidas continúan donde se detuvieron.",
  choose: (multiple) => (multiple ? "Elegir archivos" : "Elegir un archivo"),
  chooseFolder: "Elegir una carpeta",
  dropHere: "Suelta para subir",
  list: "Subidas",
  overall: (done, total, speed, left) =>
    [`${done} de ${total} terminados`, speed, left].filter(Boolean).join(" · "),
  pauseAll: "Pausar todo",
  resumeAll: "Reanudar todo",
  clearFinished: "Quitar los terminados",
  waiting: "Esperando su turno",
  preparing: "Preparando",
  uploading: (percent, speed, left) => ["Subiendo", percent, speed, left].filter(Boolean).join(" · "),
  watchable: (percent, left) => ["Ya se puede ver", `${percent} enviado`, left].filter(Boolean).join(" · "),
  confirming: "Enviado. Esperando la confirmación del servidor",
  paused: (percent) => `En pausa al ${percent}`,
  offline: "Sin conexión. La subida continuará por sí sola cuando vuelvas a estar en línea.",
  retrying: (wait) => `Se perdió la conexión. Nuevo intento en ${wait}.`,
  queuePaused: (wait) => `El servidor está ocupado. Las subidas continuarán por sí solas en ${wait}.`,
  interrupted: (percent, needsFile) =>
    `Interrumpida al ${percent}. ${needsFile ? "Vuelve a elegir el archivo para continuar." : "Se puede continuar."}`,
  queued: (wait) => (wait === null ? "Subido. Esperando a ser procesado" : `Subido. En cola, aprox. ${wait}`),
  processing: (percent) => `Subido. Preparando la reproducción · ${percent}`,
  playable: "Listo para reproducir. Se están añadiendo más calidades",
  ready: "Listo para reproducir",
  untracked: "Subido. Su preparación ya no se puede seguir en esta página.",
  canceled: "Cancelado",
  pause: (name) => `Pausar ${name}`,
  resume: (name) => `Reanudar ${name}`,
  retry: (name) => `Reintentar ${name}`,
  cancel: (name) => `Cancelar ${name}`,
  discard: (name) => `Descartar la subida interrumpida de ${name}`,
  remove: (name) => `Quitar ${name} de la lista`,
  progressOf: (name) => `Progreso de ${name}`,
  progressOfAll: "Progreso de todos los archivos",
  timeLeft: (duration) => `tiempo restante: ${duration}`,
  empty: (name) => `«${name}» está vacío. Elige un archivo que contenga un vídeo o una grabación de sonido.`,
  tooLarge: (name, limit) =>
    `«${name}» ocupa más de ${limit}. Elige un archivo más pequeño o expórtalo con menor calidad.`,
  tooMany: (limit) =>
    limit === 1
      ? "Solo un archivo a la vez. Espera a que termine el otro o quítalo."
      : `Solo ${limit} archivos a la vez. Espera a que terminen los demás o quita uno.`,
  wrongType: (name) =>
    `«${name}» no es un vídeo ni una grabación de sonido. Elige un archivo MP4, MOV, WebM o similar.`,
  wrongKind: (name, kinds) => `«${name}» no se puede subir aquí. Elige un archivo de este tipo: ${kinds}.`,
  anyVideo: "vídeo",
  anyAudio: "grabación de sonido",
  tooShort: (name, limit) => `«${name}» dura menos de ${limit}. Elige una grabación más larga.`,
  tooLong: (name, limit) => `«${name}» dura más de ${limit}. Elige una grabación más corta o recórtala.`,
  required: "Primero sube un vídeo.",
  unreadable: (name) =>
    `No se puede leer «${name}». Puede que se haya movido o modificado. Quítalo y vuelve a elegir el archivo.`,
  duplicate: (name) => `«${name}» ya está en la lista.`,
  differentFile: (name) =>
    `No es el mismo archivo que «${name}», o ha cambiado desde entonces. Elige el mismo, o descarta la subida y empieza de nuevo.`,
  noEndpoint:
    "Esta página no indica adónde van las subidas. Quien la desarrolla debe definir el atributo «endpoint».",
  grantFailed: "El servidor no permitió la subida. Vuelve a intentarlo en un momento.",
  connectionFailed:
    "La conexión falló demasiadas veces. Compruébala y vuelve a intentarlo; lo enviado se conserva.",
  uploadFailed: "La subida falló. Vuelve a intentarlo; lo enviado se conserva.",
  announceAdded: (count) => (count === 1 ? "Un archivo añadido." : `${count} archivos añadidos.`),
  announceProgress: (percent) => `${percent} subido.`,
  announceUploaded: (name) => `${name} se ha subido y se está preparando.`,
  announceReady: (name) => `${name} está listo para reproducir.`,
  announceFailed: (name, reason) => `${name} falló. ${reason}`,
  sentElsewhere: (name) => `«${name}» se está subiendo en otra pestaña.`,
};
