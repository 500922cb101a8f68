"""What the benchmarks compare with: the least page that has a table of 30 rows and a bar chart."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

models = [f"model {place}" for place in range(1, 31)]
scores = [100 - place * 1.7 for place in range(1, 31)]
st.title("Bare")
st.dataframe(pd.DataFrame({"model": models, "score": scores}))
st.plotly_chart(go.Figure(go.Bar(x=scores, y=models, orientation="h")))
