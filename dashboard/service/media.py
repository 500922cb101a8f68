"""The files that pages offer for download, within reach of every process of a server.

Streamlit keeps them in the memory of the process whose page made them; the browser may ask another one.
"""

from __future__ import annotations

import os
import pickle
import re
import tempfile
from pathlib import Path
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryFile, MemoryMediaFileStorage
from streamlit.web.server.starlette import App
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_MEDIA


class SharedFiles(MemoryMediaFileStorage):
    """`folder`: of all processes, for nobody else. Each takes away only what it wrote itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"/{BASE_ROUTE_MEDIA}")
        self._folder = folder
        self._own = folder / str(os.getpid())
        self._own.mkdir(mode=0o700, exist_ok=True)

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
        place = self._own / id
        if not place.exists():
            with tempfile.NamedTemporaryFile(dir=self._own, delete=False) as written:
                pickle.dump(tuple(super().get_file(id)), written)
            Path(written.name).replace(place)
        return id

    def get_file(self, filename: str) -> MemoryFile:
        """Raises MediaFileStorageError where no process has it."""
        id = Path(filename).stem
        try:
            return super().get_file(filename)
        except MediaFileStorageError:
            for place in self._folder.glob(f"*/{id}") if re.fullmatch("[0-9a-f]+", id) else ():
                try:
                    return MemoryFile(*pickle.loads(place.read_bytes()))
                except FileNotFoundError:
                    continue  # it was taken away just now
            raise

    def delete_file(self, file_id: str) -> None:
        super().delete_file(file_id)
        (self._own / file_id).unlink(missing_ok=True)


class SharingApp(App):
    """Streamlit's application with its downloads in a folder."""

    def __init__(self, script: Path, files: Path, **more: Any) -> None:
        super().__init__(script, **more)
        self._files = files

    def _create_runtime(self) -> Runtime:
        runtime = super()._create_runtime()
        runtime.media_file_mgr._storage = SharedFiles(self._files)
        return runtime
